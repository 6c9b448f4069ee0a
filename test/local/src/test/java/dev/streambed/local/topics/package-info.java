/// Tests of topics behind SNS's API.
@NullMarked
package dev.streambed.local.topics;

import org.jspecify.annotations.NullMarked;
