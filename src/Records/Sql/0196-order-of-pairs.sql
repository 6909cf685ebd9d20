-- The nearer a pair is to the limit from which it is put before people (as likely as not, unless a force says otherwise), the sooner it is looked at, times how
-- much hangs on it. ./bluelamp rebuild puts those in order that were proposed under another limit.
update records.person_pair set urgency = (1 + harm) / (1 + abs(weight));
