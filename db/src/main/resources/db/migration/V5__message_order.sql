-- Where a message stands in its session, in the order in which things began to be said, and how
-- often it has been told: a reply is kept clause by clause while it is heard, and a replay of what
-- was kept on a worker's disk must never shorten what a later telling made longer. Rows from before
-- have no sequence and are read first, by time. The sequence is not unique by constraint: what a
-- dead worker still held may come after the numbers of the worker that went on with its session,
-- and a number is no reason to lose words.

ALTER TABLE messages ADD COLUMN sequence int;
ALTER TABLE messages ADD COLUMN revision int NOT NULL DEFAULT 1;

-- Conversations are read in this order.
CREATE INDEX idx_messages_order ON messages (session_id, sequence NULLS FIRST, created_at, id);

-- What the worker has always written.
ALTER TABLE sessions ADD CONSTRAINT sessions_status_known
    CHECK (status IN ('pending', 'active', 'completed', 'failed'));
ALTER TABLE messages ADD CONSTRAINT messages_role_known CHECK (role IN ('user', 'assistant'));
