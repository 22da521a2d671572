/** The few interfaces that a plugin may implement. */
@NullMarked
package org.patchbay.spi;

import org.jspecify.annotations.NullMarked;
