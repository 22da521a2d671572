/** Pretend partners on loopback, and the demonstration that plays against them. */
@NullMarked
package org.patchbay.server.cli.demo;

import org.jspecify.annotations.NullMarked;
