package io.echosphere.adapter.postgres;

/**
 * The statements of {@link PostgresWorkerLeases}. All times are the database's. A claim joins on
 * the owner that was seen: of two claimants the second waits for the row, finds another owner and
 * leaves it (READ COMMITTED rechecks the condition on the changed row).
 */
final class LeaseSql {
  private static final String OPEN = "status IN ('pending', 'active')";

  /** Parameters: worker, scope, host, lease in ms. */
  static final String RENEW =
      """
      INSERT INTO worker_leases (worker_id, scope, host, expires_at)
      VALUES (?, ?, ?, now() + ? * interval '1 millisecond')
      ON CONFLICT (worker_id) DO UPDATE
      SET renewed_at = now(), expires_at = excluded.expires_at\
      """;

  /**
   * Parameters: worker, scope, worker. A worker without a lease is one that never had a database.
   */
  static final String CLAIM =
      """
      UPDATE sessions s
      SET worker_id = ?, lost_at = coalesce(s.lost_at, dead.renewed_at, s.updated_at),
          updated_at = now()
      FROM (
        SELECT DISTINCT o.worker_id, l.renewed_at
        FROM sessions o LEFT JOIN worker_leases l ON l.worker_id = o.worker_id
        WHERE o.%1$s AND o.worker_id IS NOT NULL
          AND (l.scope = ? AND l.expires_at <= now()
               OR l.worker_id IS NULL AND o.updated_at < now() - interval '1 hour')
      ) dead
      WHERE s.worker_id = dead.worker_id AND s.%1$s
        AND EXISTS (
          SELECT 1 FROM worker_leases mine WHERE mine.worker_id = ? AND mine.expires_at > now())\
      """
          .formatted(OPEN);

  /** Parameters: worker, lease in ms, known sessions. */
  static final String DISOWN =
      """
      UPDATE sessions SET lost_at = coalesce(started_at, created_at), updated_at = now()
      WHERE worker_id = ? AND %s AND lost_at IS NULL
        AND updated_at < now() - ? * interval '1 millisecond' AND NOT id = ANY (?)\
      """
          .formatted(OPEN);

  /** Leases of workers that nobody needs to know of any more. */
  static final String FORGET =
      """
      DELETE FROM worker_leases l WHERE l.expires_at < now() - interval '1 day'
        AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.worker_id = l.worker_id AND s.%s)\
      """
          .formatted(OPEN);

  /** Parameters: worker, most. */
  static final String LOST =
      """
      SELECT id, room_name, user_id FROM sessions
      WHERE worker_id = ? AND %s AND lost_at IS NOT NULL ORDER BY created_at, id LIMIT ?\
      """
          .formatted(OPEN);

  /** Parameters: sessions, worker. */
  static final String CLAIMED_BY_OTHERS =
      "SELECT id FROM sessions WHERE id = ANY (?) AND worker_id <> ?";

  /** Parameters: workers. */
  static final String LIVING =
      "SELECT worker_id FROM worker_leases WHERE worker_id = ANY (?) AND expires_at > now()";

  /** Parameters: room, worker, scope. */
  static final String HELD_ELSEWHERE =
      """
      SELECT s.id FROM sessions s JOIN worker_leases l ON l.worker_id = s.worker_id
      WHERE s.room_name = ? AND s.%s AND s.lost_at IS NULL AND s.worker_id <> ? AND l.scope = ?
      ORDER BY s.created_at DESC, s.id DESC LIMIT 1\
      """
          .formatted(OPEN);

  /** Parameters: worker, room, scope, session or null, the same again. */
  static final String TAKE =
      """
      UPDATE sessions s SET worker_id = ?, lost_at = NULL, updated_at = now()
      FROM (
        SELECT c.id, c.lost_at
        FROM sessions c JOIN worker_leases l ON l.worker_id = c.worker_id
        WHERE c.room_name = ? AND c.%s AND c.lost_at IS NOT NULL AND l.scope = ?
          AND (?::uuid IS NULL OR c.id = ?)
        ORDER BY c.created_at DESC, c.id DESC LIMIT 1 FOR UPDATE OF c SKIP LOCKED
      ) found
      WHERE s.id = found.id AND s.lost_at IS NOT NULL RETURNING s.id, found.lost_at\
      """
          .formatted(OPEN);

  /** Parameters: when it was lost, session, worker. */
  static final String GIVE_BACK =
      """
      UPDATE sessions SET lost_at = ?, updated_at = now()
      WHERE id = ? AND worker_id = ? AND %s AND lost_at IS NULL\
      """
          .formatted(OPEN);

  /**
   * Ends sessions when they were last known to go on: a caller's words are stored with their end, a
   * reply's with its beginning.
   */
  private static final String END =
      """
      UPDATE sessions s
      SET status = 'failed', ended_at = known.last_at, end_reason = ?, lost_at = NULL,
          duration_seconds = extract(epoch FROM known.last_at - s.started_at)::int,
          updated_at = now()
      FROM (
        SELECT o.id, least(now(), greatest(
            coalesce(o.started_at, o.created_at), o.lost_at,
            (SELECT max(m.created_at + CASE m.role WHEN 'assistant'
                 THEN coalesce(m.audio_duration_ms, 0) * interval '1 millisecond'
                 ELSE interval '0' END)
             FROM messages m WHERE m.session_id = o.id))) AS last_at
        FROM sessions o WHERE o.worker_id = ? AND o.%1$s
      ) known
      WHERE s.id = known.id AND s.worker_id = ? AND s.%1$s\
      """
          .formatted(OPEN);

  /** Parameters: reason, worker, worker, session. */
  static final String CLOSE = END + " AND s.id = ? AND s.lost_at IS NOT NULL";

  /** Parameters: reason, worker, worker. */
  static final String CLOSE_ALL = END + " AND s.lost_at IS NULL";

  /** Ends a lease; while lost sessions are its worker's it is kept, run out. Parameter: worker. */
  static final String RELEASE = "UPDATE worker_leases SET expires_at = now() WHERE worker_id = ?";

  /** Parameter: worker. */
  static final String DELETE =
      """
      DELETE FROM worker_leases l WHERE l.worker_id = ?
        AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.worker_id = l.worker_id AND s.%s)\
      """
          .formatted(OPEN);

  private LeaseSql() {}
}
