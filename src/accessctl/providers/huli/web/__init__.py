"""HuliPractice in a browser, in the owner's own account, along the documented way and no other."""
