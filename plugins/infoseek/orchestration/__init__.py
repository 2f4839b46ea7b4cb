"""The Airflow adapter: batch ids, assets, defaults and error translation for the DAG files."""
