namespace Bluelamp.Records;

public sealed record CrimeIsFinalised() : Refusal.Conflict("crime-is-finalised", "This crime is finalised. Re-open it first.");

public sealed record NoSuchOutcome() : Refusal.Invalid("no-such-outcome", "Choose one of the outcomes.", "code");

public sealed record RationaleMissing() : Refusal.Invalid("rationale-missing", "Say why this is the outcome.", "rationale");

public sealed record SuspectNeeded()
    : Refusal.Invalid("suspect-needed", "This outcome needs a named suspect. Link the suspect first.", "code");

public sealed record SuspectForbidden()
    : Refusal.Invalid(
        "suspect-forbidden",
        "This outcome is for crimes without a suspect, and one is linked. Choose another outcome.",
        "code"
    );

public sealed record DisposalMissing()
    : Refusal.Invalid("disposal-missing", "Enter the reference of the charge, caution, notice or resolution.", "disposal");

public sealed record ResolutionNeedsBoth()
    : Refusal.Invalid(
        "resolution-needs-both",
        "A community resolution needs the suspect's acceptance and the victim's view.",
        "victimView"
    );

public sealed record NotBelowAge()
    : Refusal.Invalid("not-below-age", "Outcome 11 is for a suspect below the age of ten when it happened. Enter the age.", "suspectAge");

public sealed record LimitMissing()
    : Refusal.Invalid("limit-missing", "Enter the day on which the time limit for prosecution ended.", "limitEnded");

public sealed record FraudBureauOnly()
    : Refusal.Invalid("fraud-bureau-only", "Outcome 19 is given by the National Fraud Intelligence Bureau only.", "code");

public sealed record AgencyMustAccept()
    : Refusal.Invalid("agency-must-accept", "Name the agency, and confirm that it has accepted the matter.", "agency");

public sealed record NothingToSignOff() : Refusal.Conflict("nothing-to-sign-off", "No outcome of this crime waits to be signed off.");

public sealed record SignOffByAnother()
    : Refusal.Forbidden("sign-off-by-another", "Nobody signs off their own outcome. Ask another supervisor.");

public sealed record NoOutcomeYet() : Refusal.Conflict("no-outcome-yet", "This crime has no outcome yet.");

public sealed record InformedInTheFuture() : Refusal.Invalid("informed-in-the-future", "Enter the day on which the victim was told.", "on");

public sealed record HowMissing() : Refusal.Invalid("how-missing", "Say how the victim was told.", "how");
