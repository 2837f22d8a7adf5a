-- Why a session ended, and whether the caller cut a message short: what the conversation knows
-- beyond the first tables.

ALTER TABLE sessions ADD COLUMN end_reason varchar(255);
ALTER TABLE messages ADD COLUMN interrupted boolean NOT NULL DEFAULT false;
