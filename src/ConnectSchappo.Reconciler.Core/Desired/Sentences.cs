using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>Sentences that follow one another, some of them only where they apply.</summary>
internal static class Sentences
{
    extension(Message sentence)
    {
        /// <summary>This sentence, and another one where there is one.</summary>
        public Message Then(Message? next) => next is null ? sentence : $"{sentence} {next}";

        /// <summary>This sentence, and before it another one where there is one.</summary>
        public Message After(Message? first) => first is null ? sentence : $"{first} {sentence}";
    }
}
