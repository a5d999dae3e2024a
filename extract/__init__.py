"""Documents in, facts with evidence out; knows no store, no server and no command line.

The flow inside this package::

    file ── pdf.py / text.py ──▶ Document ── outline.py ──▶ Outline (family, sections)
                                    │                            │
                                    └──── extractors/*.py ◀──────┘
                                                │
                                                ▼
                                        Fact with Evidence
"""
