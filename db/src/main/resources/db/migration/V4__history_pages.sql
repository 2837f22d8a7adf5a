-- History is read newest first, page by page, of one user or of all: each page begins where the
-- last one ended. Retention walks the second index from its other end.

CREATE INDEX idx_sessions_user_page ON sessions (user_id, created_at DESC, id DESC);
CREATE INDEX idx_sessions_page ON sessions (created_at DESC, id DESC);
