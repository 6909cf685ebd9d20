return await Bluelamp.Host.Commands.CommandLine.RunAsync(args);
