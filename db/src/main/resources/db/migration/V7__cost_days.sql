-- What each UTC day is estimated to have cost: one row for each worker and item with the day's total
-- so far, written again and again. A row is a total and never an increment, so that a write whose
-- outcome is unknown may be repeated. usd is null where no price is known.

CREATE TABLE cost_days (
    day date NOT NULL,
    worker uuid NOT NULL,
    item varchar(255) NOT NULL,
    amount bigint NOT NULL CHECK (amount >= 0),
    usd numeric(14, 6) CHECK (usd >= 0),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (day, worker, item)
);
