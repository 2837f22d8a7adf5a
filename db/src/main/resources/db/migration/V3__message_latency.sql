-- How long the caller waited for a reply: from the end of their voice to its first sample, as
-- voice.latency.v2v measures it. Null for the caller's own words and for what answers nothing.

ALTER TABLE messages ADD COLUMN latency_ms int;
