"""The only place that makes triples: vocabulary, names, mapping, store and validation."""
