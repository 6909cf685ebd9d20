using System.Collections.Frozen;

namespace Bluelamp.Kernel;

/// <summary>Everything that a role may be allowed, with what it opens. <c>docs/access.md</c> shows the same list; a test holds them together.</summary>
public static class Permissions
{
    /// <summary>Permission → what the holder may do.</summary>
    public static FrozenDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["records.read"] = "open crimes, people, places, vehicles and their timelines",
            ["records.search"] = "use the search box",
            ["records.record-crime"] = "record a crime, from a report or directly",
            ["records.edit"] = "correct and add to a record",
            ["records.link"] = "link records",
            ["records.identify"] = "say that two people are one, or one is two, and take that back",
            ["records.confirm-identity"] =
                "decide as the second person that two people are one, of whom one is restricted or carries a warning",
            ["records.warn"] = "place, review and end warning markers",
            ["records.restrict"] = "close a record to all but named people, or raise its marking",
            ["records.break-glass"] = "open a restricted record, with a reason that its owner is told",
            ["records.outcome"] = "set the outcome of a crime",
            ["evidence.read"] = "see evidence, play it and follow its chain of custody",
            ["evidence.add"] = "take evidence in and link it, cut clips, write notes and captions on recordings",
            ["evidence.copy"] = "take a copy of an original",
            ["evidence.manage"] =
                "give exhibits their references, hand them over, hold them back, propose their disposal, ask the public for evidence",
            ["evidence.share"] = "share evidence with named people outside by a link, prolong and end it",
            ["evidence.redact"] = "make redacted copies of evidence",
            ["evidence.cameras"] = "see and keep the register of cameras and their owners, and ask them for footage",
            ["forensics.submit"] = "ask for the examination of a device, say what makes it pressing, and withdraw it",
            ["forensics.approve"] = "decide whether a device that somebody else submitted is examined",
            ["forensics.work"] = "book devices in, examine them, order the queue, add results, and give devices back",
            ["contact.inbox"] = "see the inbox of reports and their assessments",
            ["contact.triage"] = "take a report, attach, refer and close it",
            ["contact.overrule"] = "overrule an assessment, with a reason",
            ["contact.message"] = "write to the reporter",
            ["street-crime.read"] = "search published street-level crime",
            ["access.audit"] = "see who looked at what, and why",
            ["access.users"] = "add staff, give them roles, take them away, sign them out",
            ["ledger.verify"] = "prove that the ledger is unaltered",
            ["ledger.dispose"] = "erase what must lawfully be disposed of",
            ["operations.reactions"] = "see parked reactions and set them going again",
            ["operations.outbox"] = "read the messages that were sent out",
            ["risk.read"] = "see how an assessment came about",
        }.ToFrozenDictionary(StringComparer.Ordinal);
}
