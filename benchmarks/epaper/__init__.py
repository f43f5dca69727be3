"""Whether an e-paper is what it should be, by the schemas and programs of others, and what it costs
beside its print.

    python -m benchmarks.epaper seeds/weekly PUBLICATION...

prints a table with a row for each publication, then what is wrong. Schemas lie where
docs/epaper.md says (EPAPER_SCHEMAS); what is not at hand is not asked ("-").
"""
