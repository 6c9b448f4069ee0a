/// Tests of topics behind SNS's API.
@NullMarked
package dev.streambed.local.messaging;

import org.jspecify.annotations.NullMarked;
