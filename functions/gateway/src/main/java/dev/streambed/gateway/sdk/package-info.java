/// What several rooms need of the AWS SDK: an exception in, a name for the log out; a request to a
/// service without a client of its own in, its status out.
///
/// 1. A name and never a message. *Why: AWS's messages quote account numbers, ARNs, table names and
///    parts of prompts.*
/// 2. [SignedPost] is the SDK's signer over the HTTP client that is loaded anyway. *Why: three more
///    clients of the SDK would cost every cold start, for one operation each.*
@NullMarked
package dev.streambed.gateway.sdk;

import org.jspecify.annotations.NullMarked;
