-- One row per call, and one per thing said in it. Keys are version 7 UUIDs made by the worker, so
-- that a write whose outcome is unknown can be repeated.
-- Never edit a migration that has been applied somewhere: add the next one.

CREATE TABLE sessions (
    id               uuid PRIMARY KEY,
    room_name        varchar(255) NOT NULL,
    user_id          varchar(255) NOT NULL,
    status           varchar(50)  NOT NULL DEFAULT 'pending',
    language         varchar(10)  DEFAULT 'ja-JP',
    started_at       timestamptz,
    ended_at         timestamptz,
    duration_seconds int,
    created_at       timestamptz  DEFAULT now(),
    updated_at       timestamptz  DEFAULT now()
);

CREATE TABLE messages (
    id                uuid PRIMARY KEY,
    session_id        uuid REFERENCES sessions (id) ON DELETE CASCADE,
    role              varchar(20) NOT NULL,
    content           text        NOT NULL,
    audio_duration_ms int,
    created_at        timestamptz DEFAULT now()
);

CREATE INDEX idx_sessions_user_id ON sessions (user_id);
CREATE INDEX idx_sessions_created_at ON sessions (created_at DESC);
CREATE INDEX idx_messages_session_id ON messages (session_id);
