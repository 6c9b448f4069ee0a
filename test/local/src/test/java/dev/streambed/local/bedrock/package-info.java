/// Tests of IAM's word for Bedrock.
@NullMarked
package dev.streambed.local.bedrock;

import org.jspecify.annotations.NullMarked;
