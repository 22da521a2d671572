/** From text to definitions, with every problem at its line. */
@NullMarked
package org.patchbay.config;

import org.jspecify.annotations.NullMarked;
