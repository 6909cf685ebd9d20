using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bluelamp.Kernel;

/// <summary>An expected "no", in words that the person can act on. A defect is an exception instead.</summary>
/// <param name="Code">Stable; also the key of the Welsh text and the last part of the problem's <c>type</c>.</param>
/// <param name="Message">A sentence that says what to do.</param>
public abstract record Refusal(string Code, string Message, int Status)
{
    /// <summary>As problem details (RFC 9457).</summary>
    public ProblemHttpResult ToProblem() =>
        TypedResults.Problem(
            Message,
            statusCode: Status,
            type: $"/problems/{Code}",
            extensions: this is Invalid { Field: var field }
                ? new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["errors"] = new[]
                    {
                        new
                        {
                            pointer = "/" + field.Replace('.', '/'),
                            code = Code,
                            detail = Message,
                        },
                    },
                }
                : null
        );

    public abstract record NotFound(string Code, string Message) : Refusal(Code, Message, StatusCodes.Status404NotFound);

    public abstract record Invalid(string Code, string Message, string Field) : Refusal(Code, Message, StatusCodes.Status400BadRequest);

    public abstract record Conflict(string Code, string Message) : Refusal(Code, Message, StatusCodes.Status409Conflict);

    public abstract record Forbidden(string Code, string Message) : Refusal(Code, Message, StatusCodes.Status403Forbidden);
}

/// <summary>The record does not exist, or is not open to the viewer: nobody can tell which.</summary>
public sealed record NoSuchRecord() : Refusal.NotFound("no-such-record", "There is no such record.");

/// <summary>Somebody else changed the record after this page was opened.</summary>
public sealed record ChangedMeanwhile()
    : Refusal.Conflict(
        "changed-meanwhile",
        "Somebody changed this record while you were working on it. Look at what changed, then try again."
    );

/// <summary>What was asked for, or why not.</summary>
public sealed class Result<T>
{
    private readonly T? _value;
    private readonly Refusal? _refusal;

    private Result(T? value, Refusal? refusal) => (_value, _refusal) = (value, refusal);

    public static implicit operator Result<T>(T value) => new(value, refusal: null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    public Results<Ok<T>, ProblemHttpResult> ToHttp() => _refusal is { } refusal ? refusal.ToProblem() : TypedResults.Ok(_value);

    public bool Refused([NotNullWhen(true)] out Refusal? refusal, [MaybeNullWhen(true)] out T value)
    {
        (refusal, value) = (_refusal, _value!);
        return refusal is not null;
    }

    /// <summary>The value; a refusal here is a defect of the caller.</summary>
    public T OrThrow() => _refusal is null ? _value! : throw new InvalidOperationException($"{_refusal.Code}: {_refusal.Message}");
}
