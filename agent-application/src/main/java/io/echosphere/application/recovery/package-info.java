/**
 * Going on where a worker was lost. In: leases that ran out, by {@code WorkerLeases}. Out: agents
 * called into rooms whose caller still waits, by {@code RoomControl}, and ends of sessions whose
 * caller has gone. Also the other way round: a job is held back whose call goes on in another
 * worker. Threads: {@code lease} renews, {@code recovery} looks after what was lost; calls only
 * tell which sessions are theirs.
 */
@NullMarked
package io.echosphere.application.recovery;

import org.jspecify.annotations.NullMarked;
