"""The embedded stand-in for HuliPractice, with the rules of the real one."""
