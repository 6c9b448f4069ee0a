/// Amazon API Gateway's REST APIs.
///
/// In: HTTP requests on a loopback port, the stage first in the path. Out: events of payload format
/// 1.0 for the function behind the method, and its responses as HTTP; mock integrations; API
/// Gateway's own errors with the template's gateway responses.
///
/// 1. A request finds its method by API Gateway's rules: a fixed part of the path before a
///    parameter, a parameter before `{proxy+}`; a request without one gets
///    `MISSING_AUTHENTICATION_TOKEN`, or `INVALID_SIGNATURE` when its Authorization header is not a
///    signature.
/// 2. A STREAM method needs a prelude in every response and passes bytes on as they arrive; a
///    BUFFERED one needs the proxy's JSON. Each fails on the other's format as on AWS.
/// 3. API Gateway stops waiting after the method's timeout or, when streaming, after its idle
///    timeout; the function runs on.
/// 4. Without a permission in the function's policy API Gateway cannot invoke it: 500.
/// 5. Every error passes the API's gateway responses, the specific type before `DEFAULT_4XX` and
///    `DEFAULT_5XX`.
/// 6. A body with a content coding is decompressed, as AWS documents; the header stays, as users of
///    AWS report.
///
/// Out of scope: throttling, API keys and usage plans, authorizers, request validation, caching,
/// compression of responses, access logs, and integrations other than Lambda's proxy and mocks.
/// Authorizers, keys and other integrations are refused at the start; throttling and access logs
/// are ignored.
@NullMarked
package dev.streambed.local.rest;

import org.jspecify.annotations.NullMarked;
