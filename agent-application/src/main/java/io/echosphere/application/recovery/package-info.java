/**
 * Going on where a worker was lost. In: leases that ran out, by {@code WorkerLeases}. Out: agents
 * called into rooms whose caller still waits, by {@code RoomControl}, and ends of sessions whose
 * caller has gone. Also the other way round: a job is held back whose call goes on in another
 * worker. And {@code RoomSweep}: callers for whom LiveKit found no worker when they came. Threads:
 * {@code lease} renews, {@code recovery} looks after what was lost, {@code room-sweep} after who
 * was never served; calls only tell which sessions are theirs.
 */
@NullMarked
package io.echosphere.application.recovery;

import org.jspecify.annotations.NullMarked;
