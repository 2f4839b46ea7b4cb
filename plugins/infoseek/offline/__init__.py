"""The embedded model server: speaks the OpenAI HTTP API, answers by rules from what it is given."""
