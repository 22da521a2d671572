/** Triggers, hooks and event streams over HTTP. */
@NullMarked
package org.patchbay.server.web;

import org.jspecify.annotations.NullMarked;
