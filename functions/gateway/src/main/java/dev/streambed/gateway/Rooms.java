package dev.streambed.gateway;

import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.session.RunningAnswers;
import dev.streambed.gateway.transport.FrontDoors;

/// The steps before the model, in the order of the sentence.
///
/// @param rates limits what is asked for besides answers
record Rooms(
    FrontDoors transport,
    Authenticator auth,
    RunningAnswers session,
    Admissions limit,
    Rates rates) {}
