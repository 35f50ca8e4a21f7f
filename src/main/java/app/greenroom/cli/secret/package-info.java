/** Commands about how the stored secrets are protected. */
@NullMarked
package app.greenroom.cli.secret;

import org.jspecify.annotations.NullMarked;
