-- One row per worker that lives, by the database's time: the sessions of one whose lease ran out are
-- taken over. A session whose worker was lost has lost_at until another agent goes on with it.

CREATE TABLE worker_leases (
    worker_id  uuid PRIMARY KEY,
    scope      varchar(64)  NOT NULL,
    host       varchar(255) NOT NULL,
    started_at timestamptz  NOT NULL DEFAULT now(),
    renewed_at timestamptz  NOT NULL DEFAULT now(),
    expires_at timestamptz  NOT NULL
);

ALTER TABLE sessions ADD COLUMN worker_id uuid;
ALTER TABLE sessions ADD COLUMN lost_at timestamptz;

CREATE INDEX idx_sessions_open ON sessions (worker_id) WHERE status IN ('pending', 'active');
CREATE INDEX idx_sessions_lost ON sessions (room_name) WHERE lost_at IS NOT NULL;
