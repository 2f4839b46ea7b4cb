"""Great Expectations: custom expectations over the gate's checks, suite, checkpoint. `python -m expectations gate`.

What may not live here: the checks themselves (infoseek.gates).
"""
