"""Objects, tables and manifests on S3. Knows no stage's meaning."""
