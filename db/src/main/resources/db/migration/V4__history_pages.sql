-- A user's history is read newest first, page by page: each page begins where the last one ended.
-- Everybody's pages, and retention, walk idx_sessions_created_at.

CREATE INDEX idx_sessions_user_page ON sessions (user_id, created_at DESC, id DESC);
