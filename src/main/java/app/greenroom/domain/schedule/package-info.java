/** Schedules: when snapshots are taken by themselves, what became of it, and what is due. */
@NullMarked
package app.greenroom.domain.schedule;

import org.jspecify.annotations.NullMarked;
