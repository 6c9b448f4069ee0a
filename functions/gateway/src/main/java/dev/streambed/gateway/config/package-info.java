/// Configuration: environment variables in, checked settings and clients of AWS services out.
///
/// 1. An invalid variable ends the start with a message that names the variable and says what to
///    set. *Why: a function must not run with a guessed value.*
/// 2. Region, credentials and endpoints come from the environment alone. *Why: a function has no
///    profile, and each lookup slows every cold start.*
/// 3. Packages build themselves from [GatewayDependencies]. *Why: each of them then needs one
///    argument, and a test can replace the clients, the clock or the log.*
///
/// Out of scope: what the settings mean; each package reads its own.
@NullMarked
package dev.streambed.gateway.config;

import org.jspecify.annotations.NullMarked;
