/// What the AWS SDK's failures are called: an exception in, a name for the log out.
///
/// 1. A name and never a message. *Why: AWS's messages quote account numbers, ARNs, table names and
///    parts of prompts.*
@NullMarked
package dev.streambed.gateway.sdk;

import org.jspecify.annotations.NullMarked;
