/** What flows while a trigger runs: requests, replies, outcomes, failures. */
@NullMarked
package org.patchbay.exchange;

import org.jspecify.annotations.NullMarked;
