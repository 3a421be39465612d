"""The sandbox over HTTP: the public API that stands in for HuliPractice's (extra: `accessctl[sandbox]`)."""
