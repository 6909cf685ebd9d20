using System.CommandLine;
using Bluelamp.Host.App;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp definitions check [DIR]</c>: every fault of a force's definition files, each with its file, line and column.</summary>
internal static class DefinitionsVerb
{
    private static readonly Argument<string?> Folder = new("DIR")
    {
        Description = "The folder with the definitions; the one in use when none is named",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Make()
    {
        var check = new Command("check", "Read every definition and say what is wrong, on which line") { Folder, Options.Json };
        check.SetAction(Run);
        return new("definitions", "Forms, risk models, codes and roles, as files that a force may edit") { check };
    }

    private static int Run(ParseResult said)
    {
        var folder = said.GetValue(Folder);
        if (folder is not null && !Directory.Exists(folder))
            throw new CannotRunException($"There is no folder {folder}. Give the folder with the definitions.");

        using var services = Workshop.WithoutDatabase();
        var (set, problems) = DefinitionSet.Load(DefinitionFolder.Find(folder), services.GetServices<IDefinitionKind>());
        foreach (var problem in problems)
            Terminal.Answer(problem.ToString());
        if (said.GetValue(Options.Json))
            Terminal.Figures(
                new
                {
                    ok = problems.Count == 0,
                    definitions = set.Count,
                    problems = problems.Count,
                }
            );
        else if (problems.Count == 0)
            Terminal.Answer($"{set.Count} definitions, all well.");
        return problems.Count == 0 ? CommandLine.Ok : CommandLine.Finding;
    }
}
