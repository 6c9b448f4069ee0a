/// Tests of IAM's decisions.
@NullMarked
package dev.streambed.local.iam;

import org.jspecify.annotations.NullMarked;
