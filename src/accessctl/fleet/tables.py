"""The fleet's own tables, beside Procrastinate's. What is in them is gone once the journal has it."""

from __future__ import annotations

from typing import LiteralString

FORMAT = 1

TABLES: LiteralString = """
CREATE TABLE accessctl_about (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  format integer NOT NULL,
  repository text NOT NULL,
  patience double precision NOT NULL
);
CREATE TABLE accessctl_rounds (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  asked jsonb NOT NULL,
  begun_at timestamptz,
  ended_at timestamptz,
  code integer,
  run text,
  said jsonb
);
CREATE TABLE accessctl_runs (
  nonce text PRIMARY KEY,
  round bigint NOT NULL REFERENCES accessctl_rounds ON DELETE CASCADE,
  commit text NOT NULL,
  lease_until timestamptz NOT NULL,
  over boolean NOT NULL DEFAULT false,
  stopped boolean NOT NULL DEFAULT false
);
CREATE TABLE accessctl_questions (
  nonce text NOT NULL REFERENCES accessctl_runs ON DELETE CASCADE,
  asking integer NOT NULL,
  practice text NOT NULL,
  lookups jsonb,
  answer jsonb,
  told boolean NOT NULL DEFAULT false,
  PRIMARY KEY (nonce, asking, practice)
);
CREATE TABLE accessctl_changes (
  nonce text NOT NULL REFERENCES accessctl_runs ON DELETE CASCADE,
  id text NOT NULL,
  practice text NOT NULL,
  place integer NOT NULL,
  change jsonb,
  begun_by text,
  since timestamptz,
  outcome jsonb,
  told boolean NOT NULL DEFAULT false,
  PRIMARY KEY (nonce, id)
);
CREATE INDEX accessctl_changes_of_practice ON accessctl_changes (nonce, practice, place);
CREATE TABLE accessctl_limits (
  system text PRIMARY KEY,
  per_second double precision NOT NULL CHECK (per_second > 0),
  next_slot timestamptz NOT NULL DEFAULT '-infinity'
);
CREATE TABLE accessctl_workers (
  name text PRIMARY KEY,
  concurrency integer NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
"""
