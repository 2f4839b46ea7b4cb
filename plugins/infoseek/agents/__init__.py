"""Planner, browser, blurrer and composer: prompt, schema, parse, apply; and the stages that run them."""
