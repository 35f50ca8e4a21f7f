/** Tests on real servers, booted on this machine: see docs/howto/run-the-lab.md. */
@NullMarked
package app.greenroom.lab;

import org.jspecify.annotations.NullMarked;
