"""The pages in Airflow's UI: routes, templates, charts. What may not live here: counting and reading tables."""
