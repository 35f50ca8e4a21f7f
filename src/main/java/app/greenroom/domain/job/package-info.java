/** Jobs: plans of steps that a server carries out by itself, and what became of them. */
@NullMarked
package app.greenroom.domain.job;

import org.jspecify.annotations.NullMarked;
