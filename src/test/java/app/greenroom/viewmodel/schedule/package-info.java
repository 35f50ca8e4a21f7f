/** Tests of the pages of schedules. */
@NullMarked
package app.greenroom.viewmodel.schedule;

import org.jspecify.annotations.NullMarked;
