package dev.streambed.gateway;

import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.session.RunningAnswers;
import dev.streambed.gateway.transport.FrontDoors;

/// The steps before the model, in the order of the sentence.
record Rooms(FrontDoors transport, Authenticator auth, RunningAnswers session, Admissions limit) {}
