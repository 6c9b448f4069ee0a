/// Checks that a request is signed for a service: Signature Version 4, as AWS does at its front
/// door. In go a request's method, path, headers and body; out comes who signed, or AWS's refusal.
/// Bedrock is the first service; the local stack checks Lambda's and API Gateway's callers with it.
///
/// 1. The canonical request is built from the raw path, whose segments are escaped once more: that
///    is what every AWS service but S3 does, and the first thing that a hand-written signer gets
///    wrong.
/// 2. A body hash that the client sends (`x-amz-content-sha256`) is believed only after it was
///    compared with the body.
/// 3. Times are compared with a clock that the caller gives, five minutes either way, as AWS does.
///
/// Written by hand, and tested against the SDK's own signer: the SDK signs, it does not check. Out
/// of scope: what the signer may do (the root package's `Authorizer`), Bedrock's API keys
/// (`BearerHeader`), presigned URLs.
@NullMarked
package dev.streambed.bedrock.signature;

import org.jspecify.annotations.NullMarked;
