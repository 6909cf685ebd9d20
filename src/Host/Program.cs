System.Console.WriteLine("bluelamp");
