"""Hosts of git repositories: what they know of pull requests and their approvals, and nothing else."""
